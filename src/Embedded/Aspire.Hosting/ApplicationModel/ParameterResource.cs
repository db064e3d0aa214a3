namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value given to the application from outside, perhaps a secret.</summary>
public class ParameterResource : Resource, IValueProvider, IManifestExpressionProvider
{
    internal ParameterResource(string name, string value, bool secret)
        : base(name)
    {
        Value = value;
        Secret = secret;
    }

    /// <summary>A secret's value is kept out of every log and every command line.</summary>
    public bool Secret { get; }

    internal string Value { get; }

    public string ValueExpression => $"{{{Name}.value}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(Value);
}
