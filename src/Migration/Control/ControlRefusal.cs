namespace Migration.Control;

/// <summary>Body of a control API's answer that is not a success.</summary>
internal sealed record ControlRefusal(string? Code, string? Message, int? Line, int? Column);
