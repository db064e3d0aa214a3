using System.Reflection;
using System.Runtime.CompilerServices;

namespace Migration.Running;

/// <summary>
/// A runbook's process runs each step once, so a step's methods would be compiled right where they are needed: some eighty of them inside the write
/// window. Compiled beforehand, all of them, for which ones a step will need nobody keeps a list.
/// </summary>
internal static class CompiledCode
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Compiles what steps are made of. What is compiled already is passed over.</summary>
    public static void Prepare()
    {
        string[] rooms = [typeof(CompiledCode).Namespace!, typeof(Steps.Way).Namespace!, typeof(Servers.Server).Namespace!];
        var types = typeof(CompiledCode).Assembly.GetTypes()
            .Where(type => rooms.Contains(type.Namespace) && !type.ContainsGenericParameters && !type.IsSubclassOf(typeof(Delegate)));
        foreach (var type in types)
        {
            foreach (var method in type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own)).Where(method => !method.IsAbstract && !method.ContainsGenericParameters))
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
            }

            if (type.IsAssignableTo(typeof(IAsyncStateMachine)))
            {
                RuntimeHelpers.PrepareDelegate(AsyncBody(type));
            }
        }
    }

    /// <summary>
    /// Most of an async method is here, and <see cref="RuntimeHelpers.PrepareMethod(RuntimeMethodHandle)"/> passes it over, as it does every method that
    /// implements an interface and cannot be overridden.
    /// </summary>
    public static Action AsyncBody(Type stateMachine) => ((IAsyncStateMachine)RuntimeHelpers.GetUninitializedObject(stateMachine)).MoveNext;
}
