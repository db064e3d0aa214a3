using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Hosting.Tests;

/// <summary>An application under description whose processes and clock are the test's.</summary>
internal sealed class TestApplication
{
    public TestApplication(params string[] args)
    {
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, ProjectDirectory = AppContext.BaseDirectory });
        Builder.Services.AddSingleton<IProcessStarter>(Processes);
        Builder.Services.AddSingleton<TimeProvider>(Clock);
        Builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
    }

    public IDistributedApplicationBuilder Builder { get; }

    public FakeProcesses Processes { get; } = new();

    public FakeTimeProvider Clock { get; } = new();

    /// <summary>A program whose command is its name.</summary>
    public IResourceBuilder<ExecutableResource> Add(string name) => Builder.AddExecutable(name, name, ".");

    /// <summary>A program that is healthy once the returned switch is on.</summary>
    public (IResourceBuilder<ExecutableResource> Resource, HealthSwitch Health) AddWithHealth(string name)
    {
        var health = new HealthSwitch();
        Builder.Services.AddHealthChecks().AddCheck($"{name}_switch", () => health.IsOn ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("switched off"));
        return (Add(name).WithHealthCheck($"{name}_switch"), health);
    }

    /// <summary>Lets the clock run in small steps until <paramref name="task"/> has ended.</summary>
    public async Task PassTimeUntilAsync(Task task, TimeSpan step)
    {
        while (!task.IsCompleted)
        {
            Clock.Advance(step);
            await Task.WhenAny(task, Task.Delay(1));
        }
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
