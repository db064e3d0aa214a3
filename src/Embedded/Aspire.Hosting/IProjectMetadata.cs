using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Describes a project of an AppHost.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The absolute path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>Aspire builds a project before it starts it unless told not to; here what was built with the AppHost is always what is started.</summary>
    bool SuppressBuild => false;
}
