using System.Reflection;
using Migration;
using MySqlConnector;
using Rehearsal.CommandLine;
using Rehearsal.Display;
using Rehearsal.Faults;
using Rehearsal.History;
using Rehearsal.Judging;
using Rehearsal.Plans;
using Rehearsal.Reports;
using Spectre.Console;

namespace Rehearsal.Playing;

/// <summary>Plays a rehearsal on a lab that stands, records it, then judges what was recorded and writes the report.</summary>
internal static class PlayCommand
{
    private static readonly TimeSpan InstanceReady = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(RehearsalOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var (lab, errors) = LabEnvironment.Read(Environment.GetEnvironmentVariable);
        if (lab is null)
        {
            foreach (var error in errors)
            {
                await Console.Error.WriteLineAsync($"error: {error}");
            }

            return ExitCode.Usage;
        }

        var servers = new ServerObserver(lab, time);
        (string Source, string Target) versions;
        bool isProvisioned;
        try
        {
            versions = await servers.VersionsAsync(cancellation);
            isProvisioned = await servers.TargetHoldsDataAsync(cancellation);
        }
        catch (MySqlException error)
        {
            await Console.Error.WriteLineAsync($"error: a MySQL server cannot be asked ({error.ErrorCode}: {error.Message}); is the lab up, are LAB_SOURCE and LAB_TARGET right?");
            return ExitCode.Usage;
        }

        await using var host = await HostConsole.OpenAsync(Environment.GetEnvironmentVariable, cancellation);
        var folder = RunFolder.Create(options.OutputFolder, time.GetUtcNow());
        var plan = RehearsalPlan.For(options.Profile, options.Phases, isProvisioned);
        var manifest = Manifest(options, lab, folder, plan, versions, time.GetUtcNow());
        folder.WriteManifest(manifest);

        using var telemetry = RehearsalTrace.Export(Environment.GetEnvironmentVariable, folder.RunId);
        await using (var recorder = new HistoryRecorder(folder, time, telemetry?.Log("Rehearsal")))
        {
            var progress = new RehearsalProgress(folder.RunId, $"{manifest.Profile} · seed {manifest.Seed} · {Format.Count(manifest.Rows)} meetings", plan, time);
            await using IProgressView view = host.IsLive ? new LiveView(host.Console, progress, time) : new LineView(host.Console, progress);
            var desk = new RunbookDesk(new MigrationContext(MigrationOptionsFor(lab, folder, options.Profile), time, lab.Traffic.Options), recorder, progress, new FaultInjector(options.Fault, lab, recorder, time), time);
            var player = new Player(lab, folder, new RunIdentity(folder.RunId, options.Seed, plan), recorder, progress, desk, servers, time);
            await player.PlayAsync(plan, cancellation);
            await SettleAsync(recorder, servers, isProvisioned ? RunIdentity.KeyPrefix(folder.RunId) : "");
        }

        KeepLogs(lab, folder);

        manifest = manifest with { EndedAt = time.GetUtcNow(), Interrupted = cancellation.IsCancellationRequested };
        folder.WriteManifest(manifest);
        var history = RehearsalHistory.Read(folder);
        var judgement = Judge.Decide(history);
        ReportWriter.Write(folder, history, judgement);
        VerdictView.Show(host.Console, folder, judgement);
        return cancellation.IsCancellationRequested ? ExitCode.Interrupted : JudgeCommand.ExitCodeOf(judgement.Verdict);
    }

    // On a lab that was played on before, the rows of earlier runs are theirs to judge. Whatever ended the playing, what the servers hold now is the proof of loss or of its absence; without it loss is Inconclusive.
    private static async Task SettleAsync(HistoryRecorder recorder, ServerObserver servers, string ownKeys)
    {
        recorder.Record(new TimelineEvent(recorder.Now, TimelineKind.Settlement, "settlement", null, "rows on both servers", TimelineState.Started));
        try
        {
            recorder.Record((await servers.LedgerRowsAsync(CancellationToken.None)).Where(row => row.Key.StartsWith(ownKeys, StringComparison.Ordinal)));
            recorder.Record(new TimelineEvent(recorder.Now, TimelineKind.Settlement, "settlement", null, "rows on both servers", TimelineState.Succeeded));
        }
        catch (Exception error)
        {
            recorder.Record(new TimelineEvent(recorder.Now, TimelineKind.Settlement, "settlement", null, "rows on both servers", TimelineState.Failed, error.Message));
        }
    }

    // The reason of an error answer stands in the log of the service that gave it; the host's own folder goes with the lab.
    private static void KeepLogs(LabEnvironment lab, RunFolder folder)
    {
        foreach (var log in lab.Logs is { } logs && Directory.Exists(logs) ? Directory.GetFiles(logs) : [])
        {
            File.Copy(log, Path.Combine(folder.LogsFolder, Path.GetFileName(log)), overwrite: true);
        }
    }

    private static RunManifest Manifest(
        RehearsalOptions options, LabEnvironment lab, RunFolder folder, RehearsalPlan plan, (string Source, string Target) versions, DateTimeOffset now) => new(
            folder.RunId,
            options.Profile.ToString().ToLowerInvariant(),
            [.. options.Phases.Select(PhaseNames.Of)],
            options.Seed,
            options.Rows,
            lab.HikariAliveBypassMs,
            lab.HikariTestQuery,
            FaultNames.Of(options.Fault),
            plan,
            Machine.Current(),
            new Versions(LabVersion, versions.Source, versions.Target),
            now,
            EndedAt: null,
            Interrupted: false);

    private static string LabVersion =>
        typeof(PlayCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static MigrationOptions MigrationOptionsFor(LabEnvironment lab, RunFolder folder, CommandLine.Profile profile) => new()
    {
        Source = new DatabaseEndpoint(ServerObserver.SourceName, lab.Source, lab.SourcePeer.Host, lab.SourcePeer.Port),
        Target = new DatabaseEndpoint(ServerObserver.TargetName, lab.Target, lab.TargetPeer.Host, lab.TargetPeer.Port),
        Proxy = new ProxyEndpoint(lab.ProxyControl, lab.ProxyToken, lab.Proxy.Host, lab.Proxy.Port),
        App = new DatabaseAccount(LabEnvironment.AppUser, lab.AppPassword),
        Replication = new DatabaseAccount(LabEnvironment.ReplicationUser, lab.ReplicationPassword),
        Database = LabEnvironment.Database,
        StateDirectory = folder.JournalFolder,
        MysqldumpPath = lab.MySqlDump,
        // Every part is on this machine and starts within seconds: one that is not ready after the production limit of two minutes was not ready after these.
        Limits = new MigrationLimits { InstanceReady = InstanceReady, LowTtl = profile.LowDnsTtl(), EdgeIdle = profile.LowDnsTtl() + TimeSpan.FromSeconds(1) },
    };
}
