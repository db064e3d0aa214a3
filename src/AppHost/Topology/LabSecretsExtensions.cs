using System.Security.Cryptography;
using Aspire.Hosting;
using MySqlRuntime.Provisioning;

namespace AppHost.Topology;

internal static class LabSecretsExtensions
{
    private const int SecretBytes = 32;

    public static LabSecrets AddLabSecrets(this IDistributedApplicationBuilder builder)
    {
        var passwords = LabPasswords.Generate();
        return new LabSecrets(
            passwords,
            builder.AddParameter("mysql-root-password", passwords.Root, secret: true),
            builder.AddParameter("rds-admin-password", passwords.Admin, secret: true),
            builder.AddParameter("doktori-app-password", passwords.Application, secret: true),
            builder.AddParameter("repl-password", passwords.Replication, secret: true),
            builder.AddParameter("jwt-secret", RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true), secret: true),
            builder.AddParameter("db-proxy-token", RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true), secret: true));
    }
}
