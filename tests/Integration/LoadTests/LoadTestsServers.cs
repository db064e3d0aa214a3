using Support;

namespace Integration.LoadTests;

[CollectionDefinition(nameof(LoadTestsServers))]
public sealed class LoadTestsServers : ICollectionFixture<MySqlPair>;
