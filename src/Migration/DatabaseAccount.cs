using System.Text;

namespace Migration;

/// <summary>A MySQL account with its password.</summary>
public sealed record DatabaseAccount(string User, string Password)
{
    /// <summary>Host part of the account as it stands in the grants.</summary>
    public string Host { get; init; } = "%";

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(System.Globalization.CultureInfo.InvariantCulture, $"User = {User}@{Host}");
        return true;
    }
}
