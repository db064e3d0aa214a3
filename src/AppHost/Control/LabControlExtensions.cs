using AppHost.Running;
using Aspire.Hosting.ApplicationModel;

namespace AppHost.Control;

internal static class LabControlExtensions
{
    /// <summary>Gives <c>LAB_CONTROL_URL</c> and <c>LAB_CONTROL_TOKEN</c>: the program may start, stop and command the lab's resources.</summary>
    public static IResourceBuilder<T> WithLabControl<T>(this IResourceBuilder<T> builder, Lab lab)
        where T : IResourceWithEnvironment => lab.Control.Give(builder);
}
