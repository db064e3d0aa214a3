using Migration.CommandLine;
using Migration.Running;

namespace Migration.Tests.CommandLine;

public sealed class TrafficSettingsTests
{
    private static readonly Dictionary<string, string> Whole = new()
    {
        ["MIGRATION_EDGE"] = "http://127.0.0.2:8080",
        ["MIGRATION_EDGE_CONTROL"] = "http://127.0.0.1:9001",
        ["MIGRATION_EDGE_TOKEN"] = "edge-secret",
        ["MIGRATION_NEW_EDGE"] = "http://127.0.0.3:8080",
        ["MIGRATION_NEW_EDGE_CONTROL"] = "http://127.0.0.1:9002",
        ["MIGRATION_NEW_EDGE_TOKEN"] = "new-edge-secret",
        ["MIGRATION_DNS"] = "127.0.0.1:5300",
        ["MIGRATION_DNS_CONTROL"] = "http://127.0.0.1:9003",
        ["MIGRATION_DNS_TOKEN"] = "dns-secret",
        ["MIGRATION_HOST_CONTROL"] = "http://127.0.0.1:9004",
        ["MIGRATION_HOST_TOKEN"] = "host-secret",
        ["MIGRATION_API_BLUE"] = "api-lightsail=http://127.0.0.1:8081",
        ["MIGRATION_API_GREEN"] = "api-lightsail-green=http://127.0.0.1:8082",
        ["MIGRATION_API_VPC"] = "api-vpc=http://127.0.0.1:8083",
        ["MIGRATION_CHAT_BLUE"] = "chat-lightsail=http://127.0.0.1:8091",
        ["MIGRATION_CHAT_GREEN"] = "chat-lightsail-green=http://127.0.0.1:8092",
        ["MIGRATION_CHAT_VPC"] = "chat-vpc=http://127.0.0.1:8093",
    };

    [Fact]
    public void EveryTrafficRunbook_NeedsNoDatabase()
    {
        foreach (var runbook in TrafficRunbooks.All().Where(runbook => runbook.Parts.Count == 0))
        {
            Assert.Empty(Errors(runbook.Needs));
        }
    }

    [Fact]
    public void TheFullRollback_NeedsTheDatabaseToo() => Assert.Contains(Errors(TrafficRunbooks.RollBackAll().Needs), error => error.StartsWith("MIGRATION_SOURCE:", StringComparison.Ordinal));

    [Fact]
    public void TheRecordsAddresses_AreTheEdges()
    {
        var (context, _) = Settings(Whole).Read(TrafficRunbooks.SwitchDns().Needs);
        Assert.Equal(("127.0.0.2", "127.0.0.3", "doktori.test"), (context!.Traffic!.Dns!.OldAddress, context.Traffic.Dns.NewAddress, context.Traffic.Dns.RecordName));
    }

    [Fact]
    public void OnlyWhatARunbookNeeds_IsReportedMissing()
    {
        var errors = Errors(TrafficRunbooks.SwitchNginx().Needs, "MIGRATION_DNS", "MIGRATION_NEW_EDGE", "MIGRATION_HOST_CONTROL", "MIGRATION_API_BLUE", "MIGRATION_CHAT_VPC");
        Assert.Equal("MIGRATION_CHAT_VPC: missing; name=address, e.g. chat-vpc=http://127.0.0.1:8080", Assert.Single(errors));
    }

    [Fact]
    public void OneServiceAlone_NeedsOnlyItsInstances() =>
        Assert.Empty(Errors(TrafficRunbooks.DeployServices([Service.Chat]).Needs, "MIGRATION_API_BLUE", "MIGRATION_API_GREEN"));

    [Fact]
    public void AnInstanceThatNothingStarts_IsRefused()
    {
        var errors = Errors(TrafficRunbooks.DeployServices([Service.Api]).Needs, "MIGRATION_HOST_CONTROL");
        Assert.Equal(2, errors.Count);
        Assert.All(errors, error => Assert.Contains("nothing can start and stop it", error, StringComparison.Ordinal));
        var commands = new Dictionary<string, string>(Whole)
        {
            ["MIGRATION_API_BLUE_START"] = "docker start api",
            ["MIGRATION_API_BLUE_STOP"] = "docker stop api",
            ["MIGRATION_API_GREEN_START"] = "docker start api-2",
            ["MIGRATION_API_GREEN_STOP"] = "docker stop api-2",
        };
        commands.Remove("MIGRATION_HOST_CONTROL");
        Assert.Empty(Settings(commands).Read(TrafficRunbooks.DeployServices([Service.Api]).Needs).Errors);
    }

    [Theory]
    [InlineData("MIGRATION_EDGE", "doktori.kr", "is not an http(s) address")]
    [InlineData("MIGRATION_EDGE_TOKEN", "", "MIGRATION_EDGE_TOKEN: missing")]
    [InlineData("MIGRATION_EDGE_TOKEN", "two words", "not printable ASCII")]
    [InlineData("MIGRATION_NEW_EDGE", "http://127.0.0.2:8080", "there is nothing to switch")]
    [InlineData("MIGRATION_NEW_EDGE", "http://new.doktori.kr", "MIGRATION_DNS_NEW:  is not an IPv4 address")]
    [InlineData("MIGRATION_DNS", "127.0.0.1", "is not host:port")]
    [InlineData("MIGRATION_DNS_NAME", "dok tori", "is not a name")]
    [InlineData("MIGRATION_DNS_OLD", "127.1", "is not an IPv4 address")]
    public void BadValues_AreToldByName(string variable, string value, string expected)
    {
        var settings = new Dictionary<string, string>(Whole) { [variable] = value };
        Assert.Contains(Settings(settings).Read(TrafficRunbooks.SwitchDns().Needs).Errors, error => error.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("api-lightsail", "is not name=address")]
    [InlineData("a/b=http://127.0.0.1:1", "is not a name of letters")]
    [InlineData("api-vpc=http://127.0.0.1:8083", "two instances are api-vpc")]
    [InlineData("api-old=http://127.0.0.1:8083", "two instances are 127.0.0.1:8083")]
    public void BadInstances_AreToldByName(string value, string expected)
    {
        var settings = new Dictionary<string, string>(Whole) { ["MIGRATION_API_BLUE"] = value };
        Assert.Contains(Settings(settings).Read(TrafficRunbooks.SwitchNginx(Site.Blue).Needs).Errors, error => error.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void InsideTheLab_TheHostsOwnNamesAreRead()
    {
        var inside = new Dictionary<string, string>(Whole) { ["LAB_CONTROL_URL"] = "http://127.0.0.1:9999", ["LAB_CONTROL_TOKEN"] = "lab-secret" };
        inside.Remove("MIGRATION_HOST_CONTROL");
        inside.Remove("MIGRATION_HOST_TOKEN");
        var (context, errors) = Settings(inside).Read(TrafficRunbooks.DeployServices().Needs);
        Assert.Empty(errors);
        Assert.Equal(new HostEndpoint(new Uri("http://127.0.0.1:9999"), "lab-secret"), context!.Traffic!.Host);
    }

    [Fact]
    public void NoSecret_IsInAnyText()
    {
        var (context, _) = Settings(Whole).Read(TrafficRunbooks.SwitchDns().Needs | Needs.Blue | Needs.InstanceControl);
        var text = $"{context!.Traffic} {context.Traffic!.Edge} {context.Traffic.Dns} {context.Traffic.Host}";
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Contains("127.0.0.2:8080", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ALowTtlOfHalfASecond_IsRefused()
    {
        var settings = new Settings(name => Whole.GetValueOrDefault(name), name => name == "low-ttl" ? "500ms" : null);
        Assert.Contains(settings.Read(TrafficRunbooks.SwitchDns().Needs).Errors, error => error.Contains("is not whole seconds", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Errors(Needs needs, params string[] without) =>
        Settings(Whole.Where(setting => !without.Contains(setting.Key)).ToDictionary()).Read(needs).Errors;

    private static Settings Settings(Dictionary<string, string> environment) => new(name => environment.GetValueOrDefault(name), _ => null);
}
