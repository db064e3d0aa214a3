using Integration.FakeDoktoriApi;

namespace Integration.Chat;

/// <summary>A database of their own: these tests kill its sessions.</summary>
[CollectionDefinition(nameof(ChatServerCollection))]
public sealed class ChatServerCollection : ICollectionFixture<ApiServer>;
