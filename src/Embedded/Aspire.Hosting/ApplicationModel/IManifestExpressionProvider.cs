namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that has a name of its own, such as <c>{db-proxy.bindings.mysql.port}</c>.</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}
