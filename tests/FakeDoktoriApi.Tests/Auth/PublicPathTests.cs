using FakeDoktoriApi.Auth;

namespace FakeDoktoriApi.Tests.Auth;

public sealed class PublicPathTests
{
    [Theory]
    [InlineData("GET", "/health", true)]
    [InlineData("GET", "/meetings", true)]
    [InlineData("GET", "/meetings/1", true)]
    [InlineData("GET", "/meetings/search", true)]
    [InlineData("GET", "/recommendations/meetings", true)]
    [InlineData("GET", "/chat-rooms", true)]
    [InlineData("GET", "/dev/tokens", true)]
    [InlineData("GET", "/actuator/prometheus", true)]
    [InlineData("GET", "/policies/reading-genres", true)]
    [InlineData("POST", "/auth/tokens", true)]
    [InlineData("POST", "/meetings", false)]
    [InlineData("DELETE", "/meetings/1", false)]
    [InlineData("GET", "/meetings/1/members", false)]
    [InlineData("GET", "/chat-rooms/1", false)]
    [InlineData("GET", "/users/me", false)]
    [InlineData("GET", "/books", false)]
    [InlineData("GET", "/nothing", false)]
    [InlineData("GET", "/healthy", false)]
    [InlineData("GET", "", false)]
    public void OnlyWhatTheContractLists_IsPublic(string method, string path, bool isPublic) =>
        Assert.Equal(isPublic, PublicPaths.Includes(method, path));
}
