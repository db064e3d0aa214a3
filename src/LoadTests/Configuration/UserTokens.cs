namespace LoadTests.Configuration;

/// <summary>What a signed-in user has. Both are secret.</summary>
/// <param name="Refresh">Null: the access token cannot be renewed.</param>
internal readonly record struct UserTokens(string Access, string? Refresh)
{
    /// <summary>Records print their members; this one has secrets.</summary>
    public override string ToString() => $"an access token{(Refresh is null ? "" : " that can be renewed")}";
}
