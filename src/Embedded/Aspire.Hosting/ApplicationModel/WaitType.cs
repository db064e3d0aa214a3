namespace Aspire.Hosting.ApplicationModel;

internal enum WaitType
{
    WaitUntilHealthy,
    WaitForCompletion,
}
