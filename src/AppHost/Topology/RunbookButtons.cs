using AppHost.Running;
using AppHost.Standing;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace AppHost.Topology;

/// <summary>Runs the runbooks of the buttons one at a time, and looks where the migration stands before it says what a runbook has done.</summary>
internal sealed record RunbookButtons(RunbookProgram Program, Lab Lab, MigrationWatch Watch)
{
    public Task<ExecuteCommandResult> PressAsync(string runbook, ExecuteCommandContext context) => Watch.WorkAsync(
        runbook, context.Services.GetRequiredService<ResourceNotificationService>(), () => Program.RunAsync(runbook, context), context.CancellationToken);
}
