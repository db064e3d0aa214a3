namespace Integration.FakeDoktoriApi;

[CollectionDefinition(nameof(ApiServerCollection))]
public sealed class ApiServerCollection : ICollectionFixture<ApiServer>;
