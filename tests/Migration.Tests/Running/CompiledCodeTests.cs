using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using Migration.Running;
using Migration.Servers;
using Migration.Steps;

namespace Migration.Tests.Running;

public sealed class CompiledCodeTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

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
        _ = CompiledNow(typeof(Run)); // what looks is compiled itself, the first time

        Assert.Equal(0, CompiledNow(type));
    }

    /// <summary>Without this, a way to compile that passes over a method would pass over it here, too.</summary>
    [Fact]
    public void WhatIsLeft_IsSeen()
    {
        _ = CompiledNow(typeof(Run));
        var stateMachine = typeof(NeverPrepared).GetNestedTypes(BindingFlags.NonPublic).Single(type => type.IsAssignableTo(typeof(IAsyncStateMachine)));
        foreach (var method in Methods(stateMachine))
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }

        Assert.Equal(3, CompiledNow(typeof(NeverPrepared))); // its constructor, its method, and that method's asynchronous body
        Assert.Equal(0, CompiledNow(typeof(NeverPrepared)));
    }

    /// <returns>How many methods of a type and its async methods were compiled by being asked for.</returns>
    private static long CompiledNow(Type type)
    {
        Type[] all = [type, .. type.GetNestedTypes(BindingFlags.NonPublic).Where(nested => nested.IsAssignableTo(typeof(IAsyncStateMachine)))];
        var methods = all.SelectMany(Methods).ToList();
        var bodies = all.Skip(1).Select(CompiledCode.AsyncBody).ToList();
        Assert.NotEmpty(bodies);

        var before = JitInfo.GetCompiledMethodCount(currentThread: true);
        foreach (var method in methods)
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }

        foreach (var body in bodies)
        {
            RuntimeHelpers.PrepareDelegate(body);
        }

        return JitInfo.GetCompiledMethodCount(currentThread: true) - before;
    }

    private static IEnumerable<MethodBase> Methods(Type type) =>
        type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own)).Where(method => !method.IsAbstract);

    private sealed class NeverPrepared
    {
        public async Task WaitAsync() => await Task.Yield();
    }
}
