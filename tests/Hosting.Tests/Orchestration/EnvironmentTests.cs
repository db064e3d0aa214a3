using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Hosting.Tests.Orchestration;

public sealed class EnvironmentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resolves_EveryFormOfAValue()
    {
        var test = new TestApplication();
        var password = test.Builder.AddParameter("password", "pa{ss}w0rd", secret: true);
        var server = test.Add("server").WithEndpoint(name: "data", isProxied: false).WithHttpEndpoint(name: "control", env: "CONTROL_PORT");
        var data = server.GetEndpoint("data");
        test.Add("client")
            .WithEnvironment("TEXT", "plain")
            .WithEnvironment("NOTHING", (string?)null)
            .WithEnvironment("LATE", () => "late")
            .WithEnvironment("SECRET", password)
            .WithEnvironment("URL", server.GetEndpoint("control"))
            .WithEnvironment("MIXED", $"Server=127.0.0.1;Port={data.Property(EndpointProperty.Port)};Password={password};{{literal}}")
            .WithEnvironment("PREPARED", ReferenceExpression.Create($"{data.Property(EndpointProperty.IPV4Host)}:{data.Property(EndpointProperty.Port)}"))
            .WithEnvironment(context => context.EnvironmentVariables["BY_CALLBACK"] = context.Resource.Name)
            .WithEnvironment(async context =>
            {
                await Task.Yield();
                context.EnvironmentVariables["LATER"] = data;
            });
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var environment = test.Processes["client"].Spec.Environment;
        var port = data.Port.ToString(CultureInfo.InvariantCulture);
        Assert.Equal("plain", environment["TEXT"]);
        Assert.Equal("", environment["NOTHING"]);
        Assert.Equal("late", environment["LATE"]);
        Assert.Equal("pa{ss}w0rd", environment["SECRET"]);
        Assert.Equal($"http://localhost:{server.GetEndpoint("control").Port}", environment["URL"]);
        Assert.Equal($"Server=127.0.0.1;Port={port};Password=pa{{ss}}w0rd;{{literal}}", environment["MIXED"]);
        Assert.Equal($"127.0.0.1:{port}", environment["PREPARED"]);
        Assert.Equal("client", environment["BY_CALLBACK"]);
        Assert.Equal($"tcp://localhost:{port}", environment["LATER"]);
        Assert.Equal(server.GetEndpoint("control").Port.ToString(CultureInfo.InvariantCulture), test.Processes["server"].Spec.Environment["CONTROL_PORT"]);
    }

    [Fact]
    public async Task Names_WhatAnExpressionRefersTo()
    {
        var test = new TestApplication();
        var password = test.Builder.AddParameter("password", "secret-value", secret: true);
        var data = test.Add("server").WithEndpoint(name: "data").GetEndpoint("data");
        var expression = ReferenceExpression.Create($"{data.Property(EndpointProperty.HostAndPort)}/{password}");
        Assert.Equal("{server.bindings.data.hostAndPort}/{password.value}", expression.ValueExpression);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await expression.GetValueAsync(Cancellation));
    }

    [Fact]
    public async Task Refuses_ASecret_InArguments()
    {
        var test = new TestApplication();
        var password = test.Builder.AddParameter("password", "very-secret", secret: true);
        test.Add("client").WithArgs("--user=root").WithArgs(context => context.Args.Add(ReferenceExpression.Create($"--password={password}")));
        await using var app = test.Builder.Build();

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Cancellation));
        Assert.Contains("'client' did not become ready: argument 2 holds a secret", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Masks_Secrets_InTheLog()
    {
        var test = new TestApplication();
        var password = test.Builder.AddParameter("password", "very-secret", secret: true);
        test.Add("client").WithEnvironment("PASSWORD", $"x{password}x");
        test.Processes.OnStart = (_, process) => process.Says("logging in with very-secret");
        var folder = Directory.CreateTempSubdirectory();
        test.Builder.Configuration["Embedded:Directory"] = folder.FullName;
        await using (var app = test.Builder.Build())
        {
            await app.StartAsync(Cancellation);
        }

        var log = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "logs", "client.log"), Cancellation);
        folder.Delete(recursive: true);
        Assert.Contains("PASSWORD=x***x", log, StringComparison.Ordinal);
        Assert.Contains("logging in with ***", log, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", log, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_TwoResourcesOfOneName()
    {
        var test = new TestApplication();
        test.Add("api");
        var error = Assert.Throws<DistributedApplicationException>(() => test.Add("API"));
        Assert.Contains("two resources named 'api'", error.Message, StringComparison.Ordinal);
    }
}
