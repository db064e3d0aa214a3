namespace FakeDoktoriApi.Tests;

public sealed class RoleTests
{
    [Theory]
    [InlineData("not 'edge'", "--role", "edge")]
    [InlineData("not 'Chat'", "--role=Chat")]
    [InlineData("needs a value", "--urls", "http://127.0.0.1:0", "--role")]
    public void Rejects_WhatIsNoRole(string named, params string[] args) =>
        Assert.Contains(named, Assert.Single(Assert.Throws<ConfigurationException>(() => Instance.BuildFor(args)).Problems), StringComparison.Ordinal);
}
