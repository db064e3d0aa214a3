using Integration.Migration;
using Migration;

namespace Integration.Telemetry;

/// <summary>A runbook on the command line is one trace.</summary>
[Collection(nameof(MigrationCollection))]
public sealed class RunbookTraceTests(MigrationServers servers)
{
    private const int Ok = 1;

    [Fact]
    public async Task ARunbook_IsOneTrace_WithItsSteps_AndNoSecret()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var lab = await Lab.StartAsync(servers);
        await lab.SucceedAsync(Runbooks.DumpAndLoad());
        foreach (var runbook in new[] { Runbooks.SetUpReplication(), Runbooks.CutOver() })
        {
            // What is sampled elsewhere is not asked: a runbook is always traced.
            var environment = new Dictionary<string, string>(receiver.Environment("runbooks")) { ["OTEL_TRACES_SAMPLER"] = "always_off" };
            var (exitCode, output) = await MigrationProcess.RunAsync(lab, environment, runbook.Name);
            Assert.True(exitCode == 0, output);

            var root = Assert.Single(receiver.Spans, span => span.Name == runbook.Name);
            Assert.Equal(("runbooks", "Migration", "", Ok), (root.Service, root.Scope, root.Parent, root.Status));
            Assert.Equal(runbook.Guards.Count, root.Events.Count);
            var steps = receiver.Spans.Where(span => span.Scope == "Migration" && span.IsChildOf(root)).ToList();
            Assert.Equal(runbook.Steps.Select(step => step.Name).Order(), steps.Select(step => step.Name).Order());
            Assert.All(steps, step => Assert.Equal(Ok, step.Status));
        }

        Assert.Equal(2, receiver.Spans.Where(span => span.Scope == "Migration").Select(span => span.Trace).Distinct().Count());
        var cutOver = receiver.Spans.Single(span => span.Name == "cut-over");
        Assert.Contains("write_unavailable_ms", cutOver.Attributes.Keys);
        Assert.Contains(receiver.Spans, span => span.Trace == cutOver.Trace && span.Events.Contains("point of no return"));
        Assert.Contains(receiver.Spans, span => span.Scope == "System.Net.Http" && span.Trace == cutOver.Trace); // the proxy's switch
        foreach (var secret in new[] { servers.Passwords.Application, servers.Passwords.Replication, servers.Passwords.Root, servers.Passwords.Admin, lab.Environment()["MIGRATION_PROXY_TOKEN"] })
        {
            Assert.False(receiver.Holds(secret), "a secret was sent");
        }
    }
}
