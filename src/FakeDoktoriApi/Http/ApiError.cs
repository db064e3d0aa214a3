using System.Text.Json.Serialization.Metadata;

namespace FakeDoktoriApi.Http;

/// <summary>An error of the contract: its status and its code belong together.</summary>
internal sealed record ApiError(int Status, string Code, string Message, IReadOnlyList<FieldError>? Errors = null) : IApiResult
{
    private static readonly JsonTypeInfo<ErrorBody> _type = JsonTypes.Of<ErrorBody>();

    public static readonly ApiError InvalidRequestBody = new(400, "INVALID_REQUEST_BODY", "요청 본문을 읽을 수 없습니다.");
    public static readonly ApiError InvalidParameterType = new(400, "INVALID_PARAMETER_TYPE", "요청 파라미터 타입이 올바르지 않습니다.");
    public static readonly ApiError PaginationInvalidCursor = new(400, "PAGINATION_INVALID_CURSOR", "cursorId는 1 이상의 정수여야 합니다.");
    public static readonly ApiError PaginationSizeOutOfRange = new(400, "PAGINATION_SIZE_OUT_OF_RANGE", "size가 허용 범위를 벗어났습니다.");
    public static readonly ApiError InvalidStatusParameter = new(400, "INVALID_STATUS_PARAMETER", "status는 ACTIVE 또는 INACTIVE여야 합니다.");
    public static readonly ApiError Unauthorized = new(401, "AUTH_UNAUTHORIZED", "인증이 필요합니다.");
    public static readonly ApiError NoRefreshToken = new(401, "NOT_EXIST_REFRESH_TOKEN", "리프레시 토큰이 존재하지 않습니다.");
    public static readonly ApiError InvalidRefreshToken = new(401, "INVALID_REFRESH_TOKEN", "유효하지 않은 리프레시 토큰입니다.");
    public static readonly ApiError RefreshTokenExpired = new(401, "REFRESH_TOKEN_EXPIRED", "리프레시 토큰이 만료되었습니다.");
    public static readonly ApiError RefreshTokenReused = new(401, "INVALID_TOKEN_REUSE_DETECTED", "리프레시 토큰 재사용이 감지되었습니다.");
    public static readonly ApiError MeetingNotFound = new(404, "MEETING_NOT_FOUND", "존재하지 않는 모임입니다.");
    public static readonly ApiError UserNotFound = new(404, "USER_NOT_FOUND", "존재하지 않는 사용자입니다.");
    public static readonly ApiError BookNotFound = new(404, "BOOK_NOT_FOUND", "유효하지 않은 도서 정보입니다.");
    public static readonly ApiError MethodNotAllowed = new(405, "METHOD_NOT_ALLOWED", "지원하지 않는 HTTP 메서드입니다.");
    public static readonly ApiError Conflict = new(409, "CONFLICT", "요청이 현재 리소스 상태와 충돌합니다.");
    public static readonly ApiError Internal = new(500, "INTERNAL_SERVER_ERROR", "서버 내부 오류가 발생했습니다.");

    /// <summary>A rule that the service checks, not the bean validation: no field is named.</summary>
    public static readonly ApiError InvalidInput = new(422, "VALIDATION_FAILED", "요청 값이 유효하지 않습니다.");

    public static ApiError Validation(IReadOnlyList<FieldError> errors) => InvalidInput with { Errors = errors };

    public Task WriteAsync(HttpContext context) => context.WriteJsonAsync(Status, new ErrorBody(Code, Message, Errors), _type);
}
