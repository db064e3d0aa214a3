namespace Integration.Migration;

[CollectionDefinition(nameof(MigrationCollection))]
public sealed class MigrationCollection : ICollectionFixture<MigrationServers>;
