using System.ComponentModel.DataAnnotations;

namespace FakeDoktoriApi.Http;

/// <summary>Section <c>Server</c>.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Server";

    /// <summary>Sent as <c>X-Server-Id</c> with every answer; load tests tell the instances apart by it.</summary>
    [Required]
    [RegularExpression("^[A-Za-z0-9._-]{1,64}$")]
    public string Id { get; set; } = "api";

    [Required]
    [Url]
    public string ImageBaseUrl { get; set; } = "https://images.doktori.test";

    /// <summary>Who may call from a browser: comma-separated origins.</summary>
    public string AllowedOrigins { get; set; } = "http://localhost:3000,https://doktori.test,https://www.doktori.test";
}
