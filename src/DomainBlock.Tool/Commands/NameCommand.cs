using System.CommandLine;
using System.Text;
using DomainBlock.Lists;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Commands;

/// <summary><c>name</c>: what a name is to DNS, to people and to each profile, or which rule it breaks and where.</summary>
internal sealed class NameCommand : Command
{
    private static readonly (string Word, IdnProfile Profile)[] Profiles =
    [
        ("dns", IdnProfile.Dns),
        ("browser", IdnProfile.Browser),
        ("strict", IdnProfile.Strict),
        ("registration", IdnProfile.Registration),
    ];

    private readonly Argument<string[]> _names = new("NAME") { Description = "The names.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string> _profile = new("--profile")
    {
        Description = "The profile of the canonical form, the U-labels and the wire form: dns, browser, strict or registration.",
        DefaultValueFactory = _ => "dns",
    };

    public NameCommand()
        : base("name", "Show the canonical form of names, their U-labels, wire form, and what each profile makes of them; exit code 1 if one is invalid.")
    {
        Arguments.Add(_names);
        Options.Add(_profile);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        string word = arguments.GetValue(_profile)!;
        if (!Array.Exists(Profiles, p => p.Word == word))
            throw new UsageException($"'{word}' is no profile of names. The profiles are: {string.Join(", ", Profiles.Select(p => p.Word))}.");
        IdnProfile profile = Array.Find(Profiles, p => p.Word == word).Profile;

        bool allValid = true;
        string separator = "";
        using StreamWriter output = StandardOutput.Open();
        foreach (string name in arguments.GetValue(_names)!)
        {
            output.Write(separator);
            allValid &= Show(name, profile, output);
            separator = "\n";
        }
        return allValid ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Writes one name's block of lines: a word, a tab, a value.</summary>
    private static bool Show(string name, IdnProfile profile, StreamWriter output)
    {
        output.WriteLine($"name\t{EscapedText.Escape(name)}");
        bool isValid = TryNormalize(name, profile, out string canonical);
        output.WriteLine($"canonical\t{canonical}");
        if (isValid)
        {
            output.WriteLine($"unicode\t{EscapedText.Escape(Unicode(name, profile))}");
            output.WriteLine($"wire\t{Wire(name, profile)}");
        }
        foreach ((string word, IdnProfile other) in Profiles)
        {
            _ = TryNormalize(name, other, out string result);
            output.WriteLine($"{word}\t{result}");
        }
        return isValid;
    }

    /// <summary>The canonical text, or every rule that a label breaks.</summary>
    private static bool TryNormalize(string name, IdnProfile profile, out string result)
    {
        // Browser names have no limit of length but their source's.
        byte[] ascii = new byte[Math.Max(DomainNameNormalizer.MaxPresentationLength, name.Length * 64)];
        IdnResult normalized = DomainNameNormalizer.Normalize(name, ascii, profile);
        if (normalized.IsDone)
        {
            result = Encoding.ASCII.GetString(ascii, 0, normalized.Written);
            return true;
        }
        result = $"error {normalized.Error.Code()}: {normalized.Error.Describe()}, at character {normalized.Position + 1}, in label {normalized.Label + 1}";
        return false;
    }

    private static string Unicode(string name, IdnProfile profile)
    {
        char[] unicode = new char[Math.Max(DomainNameNormalizer.MaxPresentationLength, name.Length * 20)];
        return new string(unicode, 0, DomainNameNormalizer.ToUnicode(name, unicode, profile).Written);
    }

    private static string Wire(string name, IdnProfile profile)
    {
        byte[] wire = new byte[DomainNameNormalizer.MaxWireLength];
        IdnResult result = DomainNameNormalizer.NormalizeToWire(name, wire, profile);
        return result.IsDone ? Convert.ToHexStringLower(wire.AsSpan(0, result.Written)) : $"error {result.Error.Code()}: {result.Error.Describe()}";
    }
}
