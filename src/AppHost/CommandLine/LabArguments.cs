using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Migration;
using MySqlRuntime.Containers;
using Rehearsal.CommandLine;
using Rehearsal.Faults;

namespace AppHost.CommandLine;

/// <summary>The options of the lab on a command line: the rehearsal's own, and what only the host needs.</summary>
internal sealed class LabArguments
{
    private const int LastPort = 65_535;
    private readonly RehearsalArguments rehearsal = new();

    private readonly Option<string?> mysqld = new("--mysqld") { Description = "a mysqld of MySQL 8.0 or newer, or the folder it was unpacked into (default: found, or fetched once)" };

    private readonly Option<string> mysql = new("--mysql")
    {
        Description = "native: as a program of this machine, even where Aspire would run a container; container: by docker or podman (default: what the package set does)",
        DefaultValueFactory = _ => "default",
    };

    private readonly Option<string?> mysqlImage = new("--mysql-image")
    {
        Description = $"image of MySQL for --mysql container (LAB_MYSQL_IMAGE; default: {MySqlImage.Default})",
    };

    private readonly Option<int> aliveBypass = new("--hikari-alive-bypass")
    {
        Description = "ms a pooled connection is trusted after its last use without a check; HikariCP's default is 500",
        DefaultValueFactory = _ => 0,
        CustomParser = result => WholeNumber(result, 0, LabOptions.LongestAliveBypass),
    };

    private readonly Option<string> testQuery = new("--hikari-test-query")
    {
        Description = "gate: a pooled connection asks whether it is to be moved before it is handed out; ping: whether it lives, as is HikariCP's default",
        DefaultValueFactory = _ => "gate",
    };

    private readonly Option<int?> proxyPort = new("--proxy-port")
    {
        Description = "port of db-proxy (default: a free one)",
        CustomParser = result => WholeNumber(result, 1, LastPort),
    };

    private readonly Option<int?> apiPort = new("--api-port")
    {
        Description = "port of the API (default: a free one)",
        CustomParser = result => WholeNumber(result, 1, LastPort),
    };

    private readonly Option<bool> dashboard = new("--dashboard") { Description = "start the Aspire dashboard with the lab ('dashboard install' fetches it)" };

    private readonly Option<bool> unsecured = new("--dashboard-unsecured") { Description = "without a login token: every user of this machine may look and press" };

    private readonly Option<int?> dashboardPort = new("--dashboard-port")
    {
        Description = "port of the dashboard (default: a free one)",
        CustomParser = result => WholeNumber(result, 1, LastPort),
    };

    public LabArguments()
    {
        mysql.AcceptOnlyFromAmong("default", "native", "container");
        testQuery.AcceptOnlyFromAmong("gate", "ping");
        mysqld.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } path && !Path.Exists(path))
            {
                result.AddError($"--mysqld: there is no file or folder '{path}'");
            }
        });
    }

    public void AddTo(Command command)
    {
        rehearsal.AddTo(command);
        command.Options.Add(mysqld);
        command.Options.Add(mysql);
        command.Options.Add(mysqlImage);
        command.Options.Add(aliveBypass);
        command.Options.Add(testQuery);
        command.Options.Add(proxyPort);
        command.Options.Add(apiPort);
        command.Options.Add(dashboard);
        command.Options.Add(unsecured);
        command.Options.Add(dashboardPort);
        command.Validators.Add(result =>
        {
            if (!result.GetValue(dashboard) && (result.GetResult(unsecured) is { Implicit: false } || result.GetResult(dashboardPort) is { Implicit: false }))
            {
                result.AddError("--dashboard-unsecured and --dashboard-port say how the dashboard is started; give --dashboard as well");
            }

            var isContainer = result.GetResult(mysql)?.Tokens is [{ Value: "container" }];
            if (isContainer && result.GetResult(mysqld) is { Implicit: false })
            {
                result.AddError("--mysqld names a program of this machine, --mysql container runs none; leave out one of them");
            }

            if (isContainer && rehearsal.Chooses(result, Fault.KillTarget))
            {
                result.AddError("--fault kill-target kills a process of this machine, and a container's is its engine's to kill; leave out --mysql container");
            }

            if (!isContainer && result.GetResult(mysqlImage) is { Implicit: false })
            {
                result.AddError("--mysql-image is the image of --mysql container; give that as well");
            }

            // By their text: the values may not be numbers, which is reported elsewhere.
            if (result.GetResult(proxyPort)?.Tokens is [var proxy] && result.GetResult(apiPort)?.Tokens is [var api] && proxy.Value == api.Value)
            {
                result.AddError($"--proxy-port and --api-port are both {proxy.Value}; give each a port of its own");
            }
        });
    }

    /// <summary>Reads the options of a parse that has no errors.</summary>
    public LabOptions Read(ParseResult result) => new(
        rehearsal.Read(result),
        result.GetValue(mysqld) is { } path ? Path.GetFullPath(path) : null,
        result.GetValue(mysql) switch
        {
            "native" => MySqlChoice.Native,
            "container" => MySqlChoice.Container,
            _ => MySqlChoice.Default,
        },
        result.GetValue(aliveBypass),
        result.GetValue(proxyPort),
        result.GetValue(apiPort))
    {
        MySqlImage = result.GetValue(mysqlImage),
        ConnectionTestQuery = result.GetValue(testQuery) == "gate" ? SessionGate.ValidationQuery : null,
        Dashboard = new DashboardChoice(result.GetValue(dashboard), result.GetValue(unsecured), result.GetValue(dashboardPort)),
    };

    /// <summary>A parser rather than a validator: a validator cannot ask for the value of what is no number.</summary>
    internal static int WholeNumber(ArgumentResult result, int least, int most)
    {
        var text = result.Tokens.Single().Value;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
        {
            var option = ((OptionResult)result.Parent!).Option.Name;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option}: '{text}' is not a whole number from {least} to {most}"));
        }

        return number;
    }
}
