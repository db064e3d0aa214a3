using System.ComponentModel.DataAnnotations;
using System.Text;

namespace FakeDoktoriApi.Auth;

/// <summary>Section <c>Jwt</c>.</summary>
internal sealed class JwtOptions : IValidatableObject
{
    public const string Section = "Jwt";
    private const int FewestBytes = 32;

    /// <summary>The HMAC key, at least 32 bytes of UTF-8. Never printed.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Where the refresh cookie goes: <c>local</c> (not Secure), <c>dev</c> (Secure, SameSite=None) or <c>prod</c> (Secure, SameSite=Lax).</summary>
    [AllowedValues("local", "dev", "prod")]
    public string CookieProfile { get; set; } = "local";

    public byte[] Key => Encoding.UTF8.GetBytes(Secret);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Encoding.UTF8.GetByteCount(Secret) < FewestBytes)
        {
            yield return new($"Jwt:Secret is missing or shorter than {FewestBytes} bytes.", [nameof(Secret)]);
        }
    }
}
