using DomainBlock.Unicode.Generator;

// dotnet run --project eng/DomainBlock.Unicode.Generator -- --data ../shared/data/unicode --version 17.0.0
//     --output src/DomainBlock/Idn/Tables --vectors tests/DomainBlock.Idn.Tests/Vectors [--accept-changes]
return Generation.Run(args, Console.Out, Console.Error);
