using System.Diagnostics;
using System.Text;

namespace DomainBlock.Tool.Tests.Running;

/// <summary>A process that a test started, with its three streams in the test's hands.</summary>
internal sealed class RunningCommand : IDisposable
{
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    public RunningCommand(string folder, string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // A capable terminal and no CI: that nothing is drawn must follow from the streams being no terminals.
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("CI");
        start.Environment.Remove("NO_COLOR");
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _process = Process.Start(start)!;

        // Read from the start: a process that nobody listens to stops when its pipe is full.
        _output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _error = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What starts the program: .NET's own host.</summary>
    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>The program's file, which stands beside the tests.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "DomainBlock.Tool.dll");

    public int Id => _process.Id;

    /// <summary>Gives it input and leaves its standard input open.</summary>
    public void Send(byte[] input)
    {
        try
        {
            _process.StandardInput.BaseStream.Write(input);
            _process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            // It ended without reading all of it, as it may.
        }
    }

    /// <summary>Closes its standard input and waits for its end.</summary>
    public CommandRun Finish()
    {
        _process.StandardInput.Close();
        return WaitForEnd();
    }

    /// <summary>Waits for the end; a process that does not end is killed, it alone, and the test fails.</summary>
    public CommandRun WaitForEnd()
    {
        if (!_process.WaitForExit(TimeOut))
        {
            _process.Kill();
            Assert.Fail($"The command did not end within {TimeOut}.");
        }

#pragma warning disable xUnit1031 // The process has ended, and so its streams.
        var run = new CommandRun(_process.ExitCode, _output.Result, _error.Result);
#pragma warning restore xUnit1031
        run.AssertCivil();
        return run;
    }

    public void Dispose() => _process.Dispose();
}
