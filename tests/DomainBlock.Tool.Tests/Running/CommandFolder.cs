using System.Text;

namespace DomainBlock.Tool.Tests.Running;

/// <summary>A new folder to run the command in, gone with its content when the test is over.</summary>
internal sealed class CommandFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("domainblock-").FullName;

    /// <summary>The names of all files and folders in it, in order.</summary>
    public string[] Names => [.. Directory.GetFileSystemEntries(Root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public string PathOf(string name) => Path.Combine(Root, name);

    public void Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public void Write(string name, byte[] content) => File.WriteAllBytes(PathOf(name), content);

    public byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    public CommandRun Run(params string[] arguments) => CommandRun.Of(Root, arguments);

    public CommandRun RunWithInput(byte[] input, params string[] arguments) => CommandRun.Of(Root, arguments, input);

    public CommandRun RunWithInput(string input, params string[] arguments) => RunWithInput(Encoding.UTF8.GetBytes(input), arguments);

    public CommandRun RunWith(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        CommandRun.Of(Root, arguments, input: null, environment);

    /// <summary>Compiles a list in domains format.</summary>
    public void Compile(string output, string list)
    {
        Write($"{output}.txt", list);
        Run("compile", "-o", output, $"domains={output}.txt").AssertDone();
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
