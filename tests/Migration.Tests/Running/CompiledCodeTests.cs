using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using Migration.Running;
using Migration.Servers;
using Migration.Steps;

namespace Migration.Tests.Running;

public sealed class CompiledCodeTests
{
    /// <summary>In the order of the window: closing the old server, catching up, promoting, ending sessions, the first write.</summary>
    [Theory]
    [InlineData(typeof(StopWrites))]
    [InlineData(typeof(SourceServer))]
    [InlineData(typeof(CatchUp))]
    [InlineData(typeof(Promote))]
    [InlineData(typeof(TargetServer))]
    [InlineData(typeof(MoveSessions))]
    [InlineData(typeof(AppSessions))]
    [InlineData(typeof(ConfirmWriteThroughProxy))]
    public void NothingOfAStepIsLeftToCompile(Type type)
    {
        CompiledCode.Prepare();
        Type[] asyncBodies = [type, .. type.GetNestedTypes(BindingFlags.NonPublic)];
        var methods = asyncBodies.SelectMany(body => body.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)).Where(method => !method.IsAbstract).ToList();
        Assert.True(methods.Count > 3, $"{methods.Count} methods");

        var compiled = JitInfo.GetCompiledMethodCount(currentThread: true);
        foreach (var method in methods)
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }

        Assert.Equal(compiled, JitInfo.GetCompiledMethodCount(currentThread: true));
    }
}
