namespace ProxySwitch.Tests;

public sealed class RoleArgumentsTests
{
    [Theory]
    [InlineData("--role", "db")]
    [InlineData("--role=db")]
    public void Finds_TheRole(params string[] args) => Assert.Equal("db", RoleArguments.Parse(args).Role?.Name);

    [Theory]
    [InlineData("unknown role 'nginx'", "--role", "nginx")]
    [InlineData("unknown role ''", "--role=")]
    [InlineData("unknown role 'DB'", "--role", "DB")]
    [InlineData("no role given")]
    [InlineData("no role given", "--role")]
    [InlineData("unexpected arguments: --role db --fast", "--role", "db", "--fast")]
    [InlineData("unexpected arguments: db", "db")]
    public void Refuses_AnythingElse(string problem, params string[] args)
    {
        var parsed = RoleArguments.Parse(args);

        Assert.Null(parsed.Role);
        Assert.Equal(problem, parsed.Problem);
    }

    [Fact]
    public void Help_IsNotAProblem() => Assert.Equal((null, null), RoleArguments.Parse(["--help"]));

    [Fact]
    public void Usage_ListsTheRoles() => Assert.Contains("  db ", RoleCatalog.Usage, StringComparison.Ordinal);
}
