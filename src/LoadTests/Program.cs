using System.Text;
using LoadTests.CommandLine;

Console.OutputEncoding = Encoding.UTF8;
var program = new LoadTestsProgram(Console.Out, Console.Error, Environment.GetEnvironmentVariable, TimeProvider.System, Terminal.OfProcess());
return await program.RunAsync(args);
