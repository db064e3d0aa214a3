namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database on a MySQL server, created when the server is ready.</summary>
public class MySqlDatabaseResource : Resource, IResourceWithParent<MySqlServerResource>, IResourceWithConnectionString
{
    internal MySqlDatabaseResource(string name, string databaseName, MySqlServerResource parent)
        : base(name)
    {
        DatabaseName = databaseName;
        Parent = parent;
    }

    public string DatabaseName { get; }

    public MySqlServerResource Parent { get; }

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Parent};Database={DatabaseName}");
}
