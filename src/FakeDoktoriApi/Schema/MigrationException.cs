namespace FakeDoktoriApi.Schema;

/// <summary>The database is not in a state this program may change; the message says what a person can do.</summary>
internal sealed class MigrationException(string message, Exception? cause = null) : Exception(message, cause);
