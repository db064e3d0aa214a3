using AppHost.Reports;
using AppHost.Topology;
using Rehearsal.CommandLine;

namespace Hosting.Tests.AppHost;

public sealed class PlayTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hosting-tests-").FullName;

    [Fact]
    public async Task Gives_OneStart_ThePhaseThatWasAskedFor()
    {
        var asked = new AskedPhase();
        List<object> Arguments()
        {
            List<object> arguments = ["play", .. new RehearsalOptions(Profile.Quick, [Phase.Db, Phase.Dns], 1, 400, folder).ToArguments()];
            asked.PutInto(arguments);
            return arguments;
        }

        var during = await asked.DuringAsync(Phase.RollbackAll, () => Task.FromResult(Arguments()));
        Assert.Equal("rollback-all", during[during.IndexOf("--phases") + 1]);
        var after = Arguments();
        Assert.Equal("db,dns", after[after.IndexOf("--phases") + 1]);
        Assert.Equal(after.Count, during.Count);
    }

    [Fact]
    public void Finds_TheNewestRun_ThatHasAReport()
    {
        var reports = new LabReports(folder);
        Assert.Null(reports.Newest());
        Assert.Null(new LabReports(Path.Combine(folder, "none")).Newest());
        foreach (var run in new[] { "20260101-000000", "20260102-000000", "20260102-000000-2" })
        {
            Directory.CreateDirectory(Path.Combine(folder, run));
            File.WriteAllText(reports.FileOf(run), "");
        }

        Directory.CreateDirectory(Path.Combine(folder, "20260103-000000"));
        Assert.Equal("20260102-000000-2", reports.Newest());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
