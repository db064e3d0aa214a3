using Rehearsal.CommandLine;

return await RehearsalProgram.RunAsync(args);
