using DomainBlock.Tests.Hostile;
using Xunit.MicrosoftTestingPlatform;

namespace DomainBlock.Tests;

/// <summary>
/// The tests, and beside them the process in which mutated files are tried: reading outside a file ends it, and the tests
/// must be able to say so.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [MutantWorker.Command, .. var rest])
            return MutantWorker.Run(rest);
        return args.Any(arg => arg is "-automated" or "@@")
            ? await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args)
            : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }
}
