using Microsoft.Extensions.Configuration;

namespace FakeDoktoriApi.Tests;

public sealed class ConfigurationTests
{
    [Fact]
    public void EveryFault_IsNamedAtOnce()
    {
        var failure = Assert.Throws<ConfigurationException>(() => Build(
            ("Hikari:ConnectionTimeoutMs", "1"), ("Server:Id", "two words"), ("Jwt:Secret", "short-secret"), ("Shutdown:TimeoutMs", "0")));

        foreach (var part in new[] { "ConnectionTimeoutMs", "ConnectionStrings:doktori", "Id", "Jwt:Secret", "TimeoutMs" })
        {
            Assert.Contains(failure.Problems, problem => problem.Contains(part, StringComparison.Ordinal));
        }

        Assert.DoesNotContain("short-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hikari:MinimumIdle", "41", "greater than")]
    [InlineData("Hikari:IdleTimeoutMs", "9999", "IdleTimeoutMs")]
    [InlineData("Hikari:MaxLifetimeMs", "29999", "MaxLifetimeMs")]
    [InlineData("Hikari:MaximumPoolSize", "0", "MaximumPoolSize")]
    [InlineData("Hikari:AliveBypassWindowMs", "-1", "AliveBypassWindowMs")]
    [InlineData("Hikari:MaximumPoolSize", "forty", "MaximumPoolSize")]
    public void PoolSizesAndTimes_HaveTheirLimits(string key, string value, string part)
    {
        var failure = Assert.Throws<ConfigurationException>(() => Build(
            (key, value), ("Jwt:Secret", "0123456789abcdef0123456789abcdef"), ("ConnectionStrings:doktori", "Server=127.0.0.1")));

        Assert.Contains(part, Assert.Single(failure.Problems), StringComparison.Ordinal);
    }

    private static void Build(params (string Key, string Value)[] settings) => _ = ApiRole.Build([], builder =>
        builder.Configuration.AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))));
}
