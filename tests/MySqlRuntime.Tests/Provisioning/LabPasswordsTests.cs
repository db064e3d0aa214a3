using MySqlRuntime.Provisioning;

namespace MySqlRuntime.Tests.Provisioning;

public sealed class LabPasswordsTests
{
    [Fact]
    public void AreNeverPrinted()
    {
        var passwords = new LabPasswords("pw-root", "pw-admin", "pw-application", "pw-replication");

        Assert.DoesNotContain("pw-", passwords.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AreRandom_AndFitReplication()
    {
        var passwords = LabPasswords.Generate();
        string[] all = [passwords.Root, passwords.Admin, passwords.Application, passwords.Replication];

        Assert.Equal(4, all.Distinct().Count());
        Assert.All(all, password => Assert.InRange(password.Length, 20, 32));
        Assert.All(all, password => Assert.True(password.All(char.IsAsciiLetterOrDigit)));
    }
}
