using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Dashboard;

/// <summary>Turns what is known of a resource into what the dashboard reads.</summary>
internal sealed class ResourceMessages(ResourceInstances instances, TimeProvider time)
{
    /// <summary>Stands in for a creation time nobody has noted: the page waits for ever for a resource without one.</summary>
    private readonly DateTime began = time.GetUtcNow().UtcDateTime;

    public Wire.Resource Of(ResourceEvent change)
    {
        var (resource, snapshot) = (change.Resource, change.Snapshot);
        var message = new Wire.Resource
        {
            Name = instances.NameOf(resource),
            DisplayName = resource.Name,
            ResourceType = snapshot.ResourceType,
            Uid = instances.NameOf(resource),
            CreatedAt = At(snapshot.CreationTimeStamp ?? began),
            StartedAt = snapshot.StartTimeStamp is { } started ? At(started) : null,
            StoppedAt = snapshot.StopTimeStamp is { } stopped ? At(stopped) : null,
            IsHidden = snapshot.IsHidden,
        };
        if (snapshot.State is { } state)
        {
            message.State = state.Text;
            if ((state.Style ?? StyleOf(snapshot)) is { } style)
            {
                message.StateStyle = style;
            }
        }

        if (snapshot.IconName is { } icon)
        {
            message.IconName = icon;
            message.IconVariant = (Wire.IconVariant)(snapshot.IconVariant ?? IconVariant.Filled);
        }

        message.Environment.Add(snapshot.EnvironmentVariables.Select(variable => new Wire.EnvironmentVariable { Name = variable.Name, Value = variable.Value ?? string.Empty, IsFromSpec = variable.IsFromSpec }));
        message.Properties.Add(PropertiesOf(resource, snapshot));
        message.Urls.Add(snapshot.Urls.Select(Url));
        message.HealthReports.Add(snapshot.HealthReports.Select(Health));
        message.Relationships.Add(snapshot.Relationships.Select(relationship => new Wire.ResourceRelationship { ResourceName = relationship.ResourceName, Type = relationship.Type }));
        message.Commands.Add(snapshot.Commands.Select(Command));
        return message;
    }

    private static Timestamp At(DateTime moment) => Timestamp.FromDateTime(DateTime.SpecifyKind(moment, DateTimeKind.Utc));

    private static string? StyleOf(CustomResourceSnapshot snapshot) => snapshot.State!.Text == KnownResourceStates.FailedToStart || snapshot is { IsTerminal: true, ExitCode: not (null or 0) } ? "error" : null;

    private IEnumerable<Wire.ResourceProperty> PropertiesOf(IResource resource, CustomResourceSnapshot snapshot)
    {
        foreach (var property in snapshot.Properties)
        {
            yield return new Wire.ResourceProperty { Name = property.Name, Value = ValueOf(property.Value), IsSensitive = property.IsSensitive };
        }

        if (snapshot.ExitCode is { } exitCode)
        {
            yield return new Wire.ResourceProperty { Name = "resource.exitCode", Value = Value.ForNumber(exitCode) };
        }

        if (ParentOf(resource) is { } parent)
        {
            yield return new Wire.ResourceProperty { Name = "resource.parentName", Value = Value.ForString(instances.NameOf(parent)) };
        }
    }

    private static IResource? ParentOf(IResource resource) => resource is IResourceWithParent child
        ? child.Parent
        : resource.Annotations.OfType<ResourceRelationshipAnnotation>().LastOrDefault(relationship => relationship.Type == "Parent")?.Resource;

    private static Value ValueOf(object? value) => value switch
    {
        null => Value.ForNull(),
        string text => Value.ForString(text),
        bool flag => Value.ForBool(flag),
        int number => Value.ForNumber(number),
        long number => Value.ForNumber(number),
        double number => Value.ForNumber(number),
        IEnumerable<string> texts => Value.ForList([.. texts.Select(Value.ForString)]),
        _ => Value.ForString(value.ToString() ?? string.Empty),
    };

    private static Wire.Url Url(UrlSnapshot url)
    {
        var message = new Wire.Url
        {
            FullUrl = url.Url,
            IsInternal = url.IsInternal,
            IsInactive = url.IsInactive,
            DisplayProperties = new Wire.UrlDisplayProperties { DisplayName = url.DisplayProperties.DisplayName, SortOrder = url.DisplayProperties.SortOrder },
        };
        if (url.Name is { } name)
        {
            message.EndpointName = name;
        }

        return message;
    }

    private static Wire.HealthReport Health(HealthReportSnapshot report)
    {
        var message = new Wire.HealthReport { Key = report.Name, Description = report.Description ?? string.Empty, Exception = report.ExceptionText ?? string.Empty };
        if (report.Status is { } status)
        {
            message.Status = status switch
            {
                HealthStatus.Healthy => Wire.HealthStatus.Healthy,
                HealthStatus.Degraded => Wire.HealthStatus.Degraded,
                _ => Wire.HealthStatus.Unhealthy,
            };
        }

        return message;
    }

    private static Wire.ResourceCommand Command(ResourceCommandSnapshot command)
    {
        var message = new Wire.ResourceCommand
        {
            Name = command.Name,
            DisplayName = command.DisplayName,
            State = (Wire.ResourceCommandState)command.State,
            IsHighlighted = command.IsHighlighted,
        };
        if (command.DisplayDescription is { } description)
        {
            message.DisplayDescription = description;
        }

        if (command.ConfirmationMessage is { } confirmation)
        {
            message.ConfirmationMessage = confirmation;
        }

        if (command.IconName is { } icon)
        {
            message.IconName = icon;
            message.IconVariant = (Wire.IconVariant)(command.IconVariant ?? IconVariant.Regular);
        }

        return message;
    }
}
