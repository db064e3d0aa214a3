namespace Migration.Servers;

/// <summary>SQL text, and the secrets in it that must not be shown or logged.</summary>
internal sealed record Statement(string Text, params string[] Secrets)
{
    /// <summary>The text as it may be shown.</summary>
    public string Shown => Hide(Text);

    public static implicit operator Statement(string text) => new(text);

    /// <summary>Takes this statement's secrets out of any text (an error message may quote the statement).</summary>
    public string Hide(string text)
    {
        foreach (var secret in Secrets.Where(secret => secret.Length > 0))
        {
            text = text.Replace(Sql.Literal(secret), "'***'", StringComparison.Ordinal).Replace(secret, "***", StringComparison.Ordinal);
        }

        return text;
    }

    public override string ToString() => Shown;
}
