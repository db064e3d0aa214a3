using ProxySwitch;

var (role, problem) = RoleArguments.Parse(args);
if (role is null)
{
    await (problem is null ? Console.Out : Console.Error).WriteLineAsync(problem is null ? RoleCatalog.Usage : $"ProxySwitch: {problem}{Environment.NewLine}{RoleCatalog.Usage}");
    return problem is null ? ExitCodes.Ok : ExitCodes.Configuration;
}

try
{
    return await role.RunAsync();
}
catch (StartUpException refusal)
{
    await Console.Error.WriteLineAsync($"ProxySwitch: role {role.Name} cannot start: {refusal.Message}");
    return ExitCodes.Configuration;
}
