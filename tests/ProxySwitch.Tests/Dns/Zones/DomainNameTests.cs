using ProxySwitch.Dns.Zones;

namespace ProxySwitch.Tests.Dns.Zones;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("doktori.test", "doktori.test")]
    [InlineData("Doktori.TEST", "doktori.test")]
    [InlineData("doktori.test.", "doktori.test")]
    [InlineData("test", "test")]
    [InlineData("_tcp.a-b.9.test", "_tcp.a-b.9.test")]
    public void Reads_AName(string text, string expected) => Assert.Equal(expected, DomainName.Parse(text)?.Text);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("doktori..test")]
    [InlineData(".doktori.test")]
    [InlineData("doktori.test..")]
    [InlineData("dok tori.test")]
    [InlineData("*.doktori.test")]
    [InlineData("독토리.test")]
    [InlineData("doktori.test\n")]
    public void Refuses_WhatIsNone(string text) => Assert.Null(DomainName.Parse(text));

    [Fact]
    public void Refuses_WhatTheWireCannotCarry()
    {
        var label = new string('a', 63);
        Assert.NotNull(DomainName.Parse(label));
        Assert.Null(DomainName.Parse(label + "a"));
        Assert.NotNull(DomainName.Parse($"{label}.{label}.{label}.{new string('a', 61)}"));
        Assert.Null(DomainName.Parse($"{label}.{label}.{label}.{new string('a', 62)}"));
    }

    [Theory]
    [InlineData("doktori.test", true)]
    [InlineData("api.doktori.test", true)]
    [InlineData("xdoktori.test", false)]
    [InlineData("test", false)]
    [InlineData("doktori.test.example", false)]
    public void Knows_ItsZone(string name, bool within) => Assert.Equal(within, DomainName.Parse(name)!.IsWithin(DomainName.Parse("doktori.test")!));

    [Fact]
    public void Wire_IsLengthsAndLabels() => Assert.Equal("\u0007doktori\u0004test\0"u8.ToArray(), DomainName.Parse("doktori.test")!.Octets);
}
