using DomainBlock.Unicode.Generator;
using DomainBlock.Unicode.Generator.Vectors;

// dotnet run --project eng/DomainBlock.Unicode.Generator -- --data ../shared/data/unicode --version 17.0.0
//     --output src/DomainBlock/Idn/Tables [--vectors tests/DomainBlock.Idn.Tests/Vectors]
var options = new Dictionary<string, string>(StringComparer.Ordinal);
for (int i = 0; i + 1 < args.Length; i += 2)
    options[args[i]] = args[i + 1];

if (args.Length % 2 != 0 || !options.TryGetValue("--data", out string? data) || !options.TryGetValue("--version", out string? version)
    || !options.TryGetValue("--output", out string? output))
{
    Console.Error.WriteLine("Usage: --data FOLDER --version X.Y.Z --output FOLDER [--vectors FOLDER]");
    return 2;
}

Directory.CreateDirectory(output);
int total = 0;
foreach (GeneratedTable table in TableFiles.Generate(data, version))
{
    File.WriteAllText(Path.Combine(output, table.FileName), table.Text);
    Console.WriteLine($"{table.FileName,-24} {table.Bytes,7:N0} bytes of data");
    total += table.Bytes;
}
Console.WriteLine($"{"all tables",-24} {total,7:N0} bytes of data");

if (options.TryGetValue("--vectors", out string? vectors))
{
    Directory.CreateDirectory(vectors);
    foreach (VectorFile file in VectorFiles.Convert(data, version))
        Console.WriteLine($"{file.FileName,-24} {file.Save(vectors),7:N0} bytes, {file.Lines.Count:N0} lines");
}
return 0;
