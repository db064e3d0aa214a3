namespace LoadTests.Checks;

internal enum WriteResult
{
    Acknowledged,
    Failed,

    /// <summary>Says nothing about the service.</summary>
    NoEvidence,
}
