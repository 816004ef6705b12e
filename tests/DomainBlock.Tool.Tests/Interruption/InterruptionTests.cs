using System.Diagnostics;
using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Interruption;

/// <summary>A signal while the command works, or waits for input that does not come.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT", "")]
    [InlineData("TERM", "")]
    [InlineData("INT", "a.example\nb.exam")]
    [InlineData("TERM", "a.example\nb.exam")]
    public void A_compile_that_waits_for_its_list_ends_and_leaves_OUT_alone(string signal, string input)
    {
        _folder.Write("out", "old");
        Interrupt(signal, input, "compile", "-o", "out", "domains=-").AssertFailed("DB401", "out");
        Assert.Equal("old", File.ReadAllText(_folder.PathOf("out")));
        Assert.Equal(["out"], _folder.Names);
    }

    [Fact]
    public void A_compile_in_the_middle_of_a_long_list_ends()
    {
        string input = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"n{i}.example\n"));
        Interrupt("TERM", input, "compile", "-o", "out", "domains=-").AssertFailed("DB401", "out");
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void A_check_that_waits_for_names_ends()
    {
        _folder.Write("list.txt", "a.example\n");
        CommandRun run = Interrupt("INT", "a.example\n", "check", "list.txt", "-");
        Assert.Equal(1, run.ExitCode);

        // On a busy machine the signal may come while the list is still being read; the line then names the list.
        Assert.StartsWith("domainblock: error DB401: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private CommandRun Interrupt(string signal, string input, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test sends signals with the tools of Linux.");

        // Tests may themselves run where SIGINT is ignored (a job in the background), which a child inherits.
        using var command = new RunningCommand(_folder.Root, "/usr/bin/env", ["--default-signal=INT,TERM", RunningCommand.Host, RunningCommand.Program, .. arguments]);
        command.Send(System.Text.Encoding.ASCII.GetBytes(input));
        WaitUntilItListens(command.Id);
        using var kill = Process.Start("/bin/kill", ["-s", signal, $"{command.Id}"]);
        kill.WaitForExit();
        return command.WaitForEnd();
    }

    /// <summary>Waits until the process catches both signals; before that they would just end it.</summary>
    private static void WaitUntilItListens(int process)
    {
        const ulong Both = (1UL << (2 - 1)) | (1UL << (15 - 1));
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(30))
        {
            string caught = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("SigCgt:", StringComparison.Ordinal));
            ulong signals = ulong.Parse(caught["SigCgt:".Length..].Trim(), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
            if ((signals & Both) == Both)
            {
                // From here to the first read of its input.
                Thread.Sleep(300);
                return;
            }
            Thread.Sleep(20);
        }
        Assert.Fail("The command does not catch the signals.");
    }
}
