namespace Integration.Checksums;

[CollectionDefinition(nameof(ChecksumCollection))]
public sealed class ChecksumCollection : ICollectionFixture<ChecksumServers>;
