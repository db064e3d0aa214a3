namespace Integration.FakeDoktoriApi;

/// <summary>A server of their own for the tests that break it.</summary>
[CollectionDefinition(nameof(FailureServer))]
public sealed class FailureServer : ICollectionFixture<ApiServer>;
