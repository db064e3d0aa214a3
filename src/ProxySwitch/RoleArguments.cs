namespace ProxySwitch;

/// <summary>The command line is the role and nothing else: the settings of a role come from the environment, where secrets do not show.</summary>
internal static class RoleArguments
{
    /// <returns>The role, or a problem; neither means help was asked for.</returns>
    public static (ProxyRole? Role, string? Problem) Parse(IReadOnlyList<string> args) => args switch
    {
        ["--help" or "-h"] => (null, null),
        ["--role", var name] => Choose(name),
        [var single] when single.StartsWith("--role=", StringComparison.Ordinal) => Choose(single["--role=".Length..]),
        [] or ["--role"] => (null, "no role given"),
        _ => (null, $"unexpected arguments: {string.Join(' ', args)}"),
    };

    private static (ProxyRole?, string?) Choose(string name) =>
        RoleCatalog.Find(name) is { } role ? (role, null) : (null, $"unknown role '{name}'");
}
