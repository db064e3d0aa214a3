using Support;

namespace Integration.MySqlRuntime;

/// <summary>The servers of this folder's tests.</summary>
[CollectionDefinition(nameof(RuntimeServers))]
public sealed class RuntimeServers : ICollectionFixture<PromptMySqlPair>;
