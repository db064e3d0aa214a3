using System.Globalization;
using AppHost.CommandLine;
using AppHost.Control;
using AppHost.Dashboard;
using AppHost.Reports;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using MySqlRuntime;
using MySqlRuntime.Containers;
using Rehearsal.CommandLine;

namespace AppHost.Running;

/// <summary>One run of the lab: what was asked for, its folder, its MySQL, and its end.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private readonly LabRequest request;
    private readonly Interrupts interrupts;
    private readonly LabTerminal terminal;

    internal Lab(LabRequest request, LabOptions options, Interrupts interrupts, LabTerminal terminal, LabFolder folder, LabMySql mySql)
    {
        this.request = request;
        this.interrupts = interrupts;
        this.terminal = terminal;
        Options = options;
        Folder = folder;
        MySql = mySql;
        Control = new LabControl { Reports = new LabReports(options.Rehearsal.OutputFolder) };
        Console = IsQuiet ? new RehearsalConsole(folder.Path, TimeProvider.System) : null;
    }

    public LabOptions Options { get; }

    public LabFolder Folder { get; }

    public LabMySql MySql { get; }

    /// <summary>The mysqldump for the runbooks, when it is not the one they find for themselves: that of the servers' image.</summary>
    public string? MySqlDump { get; init; }

    public LabControl Control { get; }

    public LabDashboard Dashboard { get; init; } = LabDashboard.None;

    /// <summary>Where the rehearsal draws; null when it is only one of the lab's resources.</summary>
    public RehearsalConsole? Console { get; }

    /// <summary>The terminal belongs to the rehearsal.</summary>
    public bool IsQuiet => request is RehearseRequest;

    public DistributedApplicationOptions Hosting => new()
    {
        // Each set reads its own. Aspire ends by itself before what it runs does, which would leave servers writing into a folder that is being removed.
        Args = ["--Embedded:Directory", Folder.Path, "--DcpPublisher:WaitForResourceCleanup", "true", .. Dashboard.Arguments],
        AssemblyName = typeof(Lab).Assembly.GetName().Name,
        DashboardApplicationName = "Doktori Lab",
        EnableResourceLogging = !IsQuiet,
        DisableDashboard = !Dashboard.IsStarted,
    };

    /// <summary>Reads the command line and gets ready; without a lab there is nothing to stand up, and the exit code says why.</summary>
    public static async Task<(Lab? Lab, int ExitCode)> OpenAsync(string[] args)
    {
        var (request, exitCode) = await LabCommandLine.ReadAsync(args);
        return request switch
        {
            StandUpRequest standUp => await OpenAsync(standUp, standUp.Options),
            RehearseRequest rehearse => await OpenAsync(rehearse, rehearse.Options),
            JudgeRequest judge => (null, await Judgement.RunAsync(judge.RunFolder)),
            PsRequest ps => (null, await OtherTerminal.RunAsync(ps, ps.Lab, new LabTerminal())),
            DoRequest press => (null, await OtherTerminal.RunAsync(press, press.Lab, new LabTerminal())),
            LogsRequest logs => (null, await OtherTerminal.RunAsync(logs, logs.Lab, new LabTerminal())),
            InstallDashboardRequest => (null, await DashboardInstallation.RunAsync(new LabTerminal())),
            _ => (null, exitCode),
        };
    }

    /// <summary>Runs the application to its end. The lab is up when all of <paramref name="healthy"/> are.</summary>
    public async Task<int> RunAsync(DistributedApplication app, IReadOnlyList<IResourceBuilder<IResource>> healthy)
    {
        await using var running = new RunningLab(app, this, interrupts, terminal);
        try
        {
            await running.StandUpAsync([.. healthy.Select(builder => builder.Resource.Name)]);
            return request is RehearseRequest rehearse
                ? await running.RehearseAsync(Console!, rehearse.KeepsLab)
                : await running.WaitAsync();
        }
        catch (OperationCanceledException) when (interrupts.HaveCome)
        {
            return ExitCode.Interrupted;
        }
        catch (DistributedApplicationException error)
        {
            Folder.KeepsLogs = true;
            terminal.Fail($"The lab could not be stood up.\n{error.Message}");
            return LabExitCode.NotStoodUp;
        }
    }

    public ValueTask DisposeAsync()
    {
        Console?.Dispose();
        Folder.Dispose();
        interrupts.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<(Lab? Lab, int ExitCode)> OpenAsync(LabRequest request, LabOptions options)
    {
        var terminal = new LabTerminal();
        var interrupts = new Interrupts();
        try
        {
            var dashboard = LabDashboard.Prepare(options.Dashboard, DashboardPlaces.OfThisUser());
            var mySql = await terminal.ShowFetchAsync(progress => LabMySql.FindAsync(options, progress, interrupts.Requested));
            var folder = LabFolder.Create(LabFolder.DefaultRoot);
            if (mySql.Image is { } image)
            {
                await LeftoverContainers.RemoveAsync(image.Engine, LabFolder.IsDead, interrupts.Requested);
            }

            var lab = new Lab(request, options, interrupts, terminal, folder, mySql)
            {
                Dashboard = dashboard,
                MySqlDump = mySql.Image is null ? null : ClientScripts.Write(mySql.Image, Path.Combine(folder.Path, "mysql-client"), folder.Path),
            };
            return (lab, ExitCode.Passed);
        }
        catch (OperationCanceledException) when (interrupts.HaveCome)
        {
            interrupts.Dispose();
            return (null, ExitCode.Interrupted);
        }
        catch (Exception error) when (error is MySqlUnavailableException or DashboardUnavailableException or IOException or UnauthorizedAccessException)
        {
            interrupts.Dispose();
            terminal.Fail(string.Create(CultureInfo.InvariantCulture, $"The lab could not be stood up.\n{error.Message}"));
            return (null, LabExitCode.NotStoodUp);
        }
    }
}
