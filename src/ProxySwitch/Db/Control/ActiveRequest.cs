using ProxySwitch.Control;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Control;

/// <summary><c>{"active":"target"}</c></summary>
internal sealed record ActiveRequest(string? Active) : IChangeRequest<string>
{
    public (string? Change, string? Reason) Validate() => Active is not null && UpstreamList.IsName(Active)
        ? (Active, null)
        : (null, "'active' must be the name of an upstream, e.g. {\"active\":\"target\"}");
}
