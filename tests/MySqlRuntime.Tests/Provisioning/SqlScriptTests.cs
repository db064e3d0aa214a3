using MySqlRuntime.Provisioning;

namespace MySqlRuntime.Tests.Provisioning;

public sealed class SqlScriptTests
{
    [Fact]
    public void Splits_AtTwoSlashes_AndDropsComments()
    {
        const string Script = "-- about it\nSELECT 1;\nSELECT 2\n//\nBEGIN\n    -- inside\n    DO 1;\nEND\n//\n";

        Assert.Equal(["SELECT 1;\nSELECT 2", "BEGIN\n    -- inside\n    DO 1;\nEND"], Parse(Script, "9.7.4"));
    }

    [Theory]
    [InlineData("8.0.22", "old,all")]
    [InlineData("8.0.23", "some,old,all")]
    [InlineData("8.0.44", "some,old,all")]
    [InlineData("8.4.0", "some,new,all")]
    [InlineData("9.7.4", "some,new,all")]
    public void Takes_WhatIsForTheVersion(string version, string statements)
    {
        const string Script =
            "-- [MySQL 8.0.23 and newer]\nsome\n//\n-- [MySQL before 8.4]\nold\n//\n-- [MySQL 8.4 and newer]\nnew\n//\n-- [all]\nall\n//\n";

        Assert.Equal(statements.Split(','), Parse(Script, version));
    }

    [Fact]
    public void Refuses_AnUnknownCondition() => Assert.Throws<FormatException>(() => Parse("-- [Tuesdays]\nx\n//\n", "9.7.4"));

    [Fact]
    public void Refuses_AStatementWithoutAnEnd() => Assert.Throws<FormatException>(() => Parse("SELECT 1\n//\nSELECT 2\n", "9.7.4"));

    [Theory]
    [InlineData("8.0.11")]
    [InlineData("8.0.22")]
    public void Speaks_TheOldWords_ToOldServers(string version)
    {
        var script = Limits(version);

        Assert.Contains("CHANGE MASTER TO MASTER_HOST = ", script, StringComparison.Ordinal);
        Assert.Contains("MASTER_AUTO_POSITION = 1", script, StringComparison.Ordinal);
        Assert.Contains("GET_MASTER_PUBLIC_KEY = 1", script, StringComparison.Ordinal);
        Assert.Contains("START SLAVE FOR CHANNEL", script, StringComparison.Ordinal);
        Assert.Contains("STOP SLAVE FOR CHANNEL", script, StringComparison.Ordinal);
        Assert.Contains("RESET SLAVE ALL", script, StringComparison.Ordinal);
        Assert.Contains("sql_slave_skip_counter", script, StringComparison.Ordinal);
        Assert.DoesNotContain("REPLICA ", script.Replace("REPLICATION", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(" SOURCE_", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.0.36")]
    [InlineData("8.4.2")]
    [InlineData("9.7.4")]
    public void Speaks_TheNewWords_ToNewServers(string version)
    {
        var script = Limits(version);

        Assert.Contains("CHANGE REPLICATION SOURCE TO SOURCE_HOST = ", script, StringComparison.Ordinal);
        Assert.Contains("START REPLICA FOR CHANNEL", script, StringComparison.Ordinal);
        Assert.DoesNotContain("CHANGE MASTER", script, StringComparison.Ordinal);
        Assert.DoesNotContain("STOP SLAVE", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.0.36", false)]
    [InlineData("8.4.2", true)]
    public void Has_TheSourceNames_FromMySql84On(string version, bool has) =>
        Assert.Equal(has, Limits(version).Contains("CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_set_external_source_with_auto_position", StringComparison.Ordinal));

    [Theory]
    [InlineData("8.0.11", "SET_USER_ID", "FLUSH_STATUS")]
    [InlineData("8.0.36", "FLUSH_STATUS", "SET_ANY_DEFINER")]
    [InlineData("8.4.2", "FLUSH_PRIVILEGES", "SET_USER_ID")]
    public void Grants_WhatTheVersionKnows(string version, string granted, string notGranted)
    {
        var script = Limits(version);

        Assert.Contains(granted, script, StringComparison.Ordinal);
        Assert.DoesNotContain(notGranted, script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.0.11")]
    [InlineData("8.0.36")]
    [InlineData("8.4.2")]
    [InlineData("9.7.4")]
    public void GrantsAdmin_NothingThatRdsDenies(string version)
    {
        var grants = SqlScript.Read("RdsLimits.sql", MySqlVersion.Parse(version))
            .Where(statement => statement.StartsWith("GRANT", StringComparison.Ordinal) && statement.Contains("'admin'", StringComparison.Ordinal))
            .SelectMany(statement => statement.Split(" ON *.* ")[0]["GRANT".Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToList();

        string[] denied =
        [
            "ALL PRIVILEGES", "SUPER", "SYSTEM_VARIABLES_ADMIN", "SESSION_VARIABLES_ADMIN", "REPLICATION_SLAVE_ADMIN", "REPLICATION_APPLIER", "BINLOG_ADMIN", "SHUTDOWN", "FILE",
            "RELOAD", "FLUSH_TABLES", "CONNECTION_ADMIN", "SYSTEM_USER", "CREATE TABLESPACE", "BACKUP_ADMIN", "CLONE_ADMIN", "PERSIST_RO_VARIABLES_ADMIN", "GROUP_REPLICATION_ADMIN",
        ];
        Assert.Contains("REPLICATION CLIENT", grants);
        Assert.Contains("PROCESS", grants);
        Assert.Empty(grants.Intersect(denied));
    }

    [Fact]
    public void OwnsEveryProcedure_ByRdsadmin() => Assert.All(
        SqlScript.Read("RdsLimits.sql", MySqlVersion.Parse("9.7.4")).Where(statement => statement.Contains("PROCEDURE mysql.", StringComparison.Ordinal) && statement.StartsWith("CREATE", StringComparison.Ordinal)),
        statement =>
        {
            Assert.StartsWith("CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE mysql.rds_", statement, StringComparison.Ordinal);
            Assert.Contains("SQL SECURITY DEFINER", statement, StringComparison.Ordinal);
        });

    [Fact]
    public void Pauses_OnlyWhereAsked()
    {
        var version = MySqlVersion.Parse("9.7.4");

        Assert.Contains(SqlScript.Read("RdsLimits.sql", version, RdsPauses.AsOnRds), statement => statement.EndsWith("DO SLEEP(1)", StringComparison.Ordinal));
        Assert.DoesNotContain(SqlScript.Read("RdsLimits.sql", version, RdsPauses.None), statement => statement.Contains("SLEEP(1)", StringComparison.Ordinal) || statement.Contains("SLEEP(2)", StringComparison.Ordinal));
    }

    private static string Limits(string version) => string.Join("\n//\n", SqlScript.Read("RdsLimits.sql", MySqlVersion.Parse(version)));

    private static IReadOnlyList<string> Parse(string script, string version) => SqlScript.Parse(script, MySqlVersion.Parse(version), RdsPauses.AsOnRds);
}
