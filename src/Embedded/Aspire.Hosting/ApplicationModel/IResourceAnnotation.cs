namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fact about a resource, read by the orchestrator.</summary>
public interface IResourceAnnotation
{
}
