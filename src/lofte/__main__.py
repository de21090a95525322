from lofte.cli.main import main

main()
